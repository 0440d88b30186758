"""From a query's tree to ranked articles with snippets."""
