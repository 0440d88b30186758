"""How good the ranking is: documents, questions and judgments in, figures of several systems out."""
