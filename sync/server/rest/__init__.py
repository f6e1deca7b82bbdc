"""What other programs may ask: the same use cases as the pages, as JSON under /api/v1/, described by OpenAPI."""
