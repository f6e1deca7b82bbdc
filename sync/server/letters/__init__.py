"""Letters: from a request's answers to a page that the office stamps, numbers without gaps, and proof that a letter is ours."""
