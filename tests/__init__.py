"""The tests, a folder for each room of `src/coprod_kb/`; what concerns the whole site stands here."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
"""The folder of the project."""
