"""The office's server: takes what kiosks bring, shows it at the desk, sends back what was decided. No Qt, no printer."""
