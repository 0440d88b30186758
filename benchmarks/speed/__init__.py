"""How fast, how big: the program beside other search systems, on the same articles and questions."""
