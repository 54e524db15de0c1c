"""Pages that are pictures: straightened, their lines found and their letters read."""
