"""Plans that only one reader can read, and which reader of the cascade reads them."""
