"""The checks of the health report, one matter a file."""
