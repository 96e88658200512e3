"""What the national connector asks for: the list of a patient's prescriptions, and one document of it."""
