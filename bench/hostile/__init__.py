"""Bad input for thaiplan: files that are broken, mislabelled, or made to do harm."""
