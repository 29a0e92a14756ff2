"""What readers have: Subscription, Folder, Label, Stream, state; pure."""
