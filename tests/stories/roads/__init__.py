"""Stories of the two roads between kiosk and office."""
