"""The touch screen: the only part of the kiosk that knows Qt."""
