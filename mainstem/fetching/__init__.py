"""The only folder that opens outgoing sockets."""
