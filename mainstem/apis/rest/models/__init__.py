"""What calls take and give, as the document describes it; each with the function that makes it of our values."""
