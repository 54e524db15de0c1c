"""How the weights of our recogniser are made: letters drawn, spoilt as scanners do, and learned."""
