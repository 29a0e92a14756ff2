"""What publishers make: Feed, Entry, Enclosure; what is new and when to ask again; pure."""
