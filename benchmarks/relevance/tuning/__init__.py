"""Weights of ranking from judged queries: candidates once, then many weights over them."""
