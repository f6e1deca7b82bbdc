"""What the kiosk does, one verb per file, one transaction each; every verb returns what happened."""
