"""`./run demo`: server, printer simulator and kiosk on one machine, and a story through all of them."""
