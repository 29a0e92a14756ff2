"""One module for each promise about speed; each prints what it measured beside a named peer or limit."""
