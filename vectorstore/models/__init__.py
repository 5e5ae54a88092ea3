"""The bundled embedding model and lexicon, and the program that makes them."""
