"""Ways other programs read the library; each folder is blind to the others and to web."""
