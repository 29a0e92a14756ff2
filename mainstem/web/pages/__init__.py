"""One module per noun; each answers its addresses from the library and a template of the same name."""
