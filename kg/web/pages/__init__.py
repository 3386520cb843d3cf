"""The pages: each module reads the request, asks the corpus, and fills one template."""
