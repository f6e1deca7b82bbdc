"""What we ship is known to the byte: which packages, under which licences, with which known faults."""
