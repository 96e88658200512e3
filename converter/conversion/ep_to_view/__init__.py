"""The route EU eP -> view."""
