"""The exchange record: what left and what came back, encrypted, and only as long as it is needed."""
