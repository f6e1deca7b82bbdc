"""Nobody gets out of the page: a real X server, a real window manager, real key presses."""
