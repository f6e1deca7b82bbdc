"""A KTP-el in a picture, into values. No picture is kept."""
