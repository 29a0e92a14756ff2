"""Untrusted HTML becomes SafeHTML; pure, and the only folder that makes one."""
