"""The routes from bytes to bytes and a report, and what they share."""
