"""A small shop: orders, invoices, stock, and a worker that sends mail."""
