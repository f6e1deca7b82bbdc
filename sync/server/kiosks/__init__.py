"""The office's kiosks: which there are, what they are ordered to do, what is known of one that was stolen."""
