"""What the accessibility statement may say is tested: each sentence belongs to the test that holds it."""

from __future__ import annotations

import pytest


def stated(sentence: str) -> pytest.MarkDecorator:
    """Marks a test that holds what `docs/accessibility.md` says: one of its points, word for word."""
    return pytest.mark.stated(sentence)
