"""What several features use: widgets, the error boundary, fields and the chart."""
