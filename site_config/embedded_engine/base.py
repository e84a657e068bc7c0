"""What Django loads for ``ENGINE = "site_config.embedded_engine"``."""

from typing import Any

from django.db.backends.postgresql import base

from site_config.embedded_postgres import server_in


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL whose server is ours to start."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; start or attach to the embedded server first."""
        server_in(self.settings_dict["DIRECTORY"]).ensure_running()
        return super().get_new_connection(conn_params)
