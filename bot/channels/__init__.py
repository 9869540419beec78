"""Ways to chat: two-way translators between a service and the desk."""
