"""Pictures and keystrokes from scanners, into values. Foreign codes are classified, never opened or believed."""
