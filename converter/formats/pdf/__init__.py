"""The prescription as a page for people: PDF/A-1a and PDF/UA-1, for the level 1 document and by itself."""
