"""The words of the pages in every language; English is the key."""
