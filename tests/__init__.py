"""Tests; a package, so that shared parts are imported as `tests.support`."""
