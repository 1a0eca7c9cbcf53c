"""From results to what is read: sentences, charts and tables, in English and Spanish."""
