"""Answers that become durable: the product's one writer against plain drivers."""
