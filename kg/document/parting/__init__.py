"""A file parted into the documents that it holds, one behind the other or mixed on its pages."""
