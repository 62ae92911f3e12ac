"""An archive of a collection: a site that opens from a disk, and all its sources, as a bag (RFC 8493) in a ZIP file."""
