"""What the browser loads before any widget: page.js and the templates."""
