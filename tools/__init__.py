"""What is run on the project and is no part of the running program: generators of pages, schemas and examples."""
