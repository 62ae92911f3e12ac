"""Archives: scripts for pages that are opened from a disk, and what a bag holds."""
