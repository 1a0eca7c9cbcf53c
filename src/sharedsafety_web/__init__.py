"""The platform: the same chapters as the library, stored, permitted and shown."""
