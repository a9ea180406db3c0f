"""Publications as wild as the model allows: for what must hold whatever somebody writes."""
