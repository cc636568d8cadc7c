"""Every route of the running application, Gradio's own and ours: what the battery tries, one by one.

`tests/ui/test_server.py` holds this list against the application, so that a route that a new Gradio brings along
fails a test until somebody has decided about it.
"""

from __future__ import annotations

OPEN = """
GET,HEAD /
GET /assets/{path:path}
GET /config
GET /favicon.ico
GET /manifest.json
GET /robots.txt
GET /static/{path:path}
GET /theme.css
GET /gradio_api/app_id
POST /gradio_api/call/v2/{api_name}
POST /gradio_api/call/v2/{api_name}/
GET /gradio_api/call/v2/{api_name}/{event_id}
POST /gradio_api/call/{api_name}
POST /gradio_api/call/{api_name}/
GET /gradio_api/call/{api_name}/{event_id}
POST /gradio_api/cancel
GET /gradio_api/heartbeat/{session_hash}
GET /gradio_api/info
GET,POST,DELETE /gradio_api/mcp
POST /gradio_api/mcp/messages
GET /gradio_api/mcp/schema
GET /gradio_api/mcp/sse
GET /gradio_api/queue/data
POST /gradio_api/queue/join
POST /gradio_api/reset
POST /gradio_api/run/{api_name}
POST /gradio_api/upload
GET /gradio_api/upload_progress
"""
"""Routes that answer somebody, each with the check that its module of `ui.door` makes."""

CLOSED = """
GET /config/
POST /login
POST /login/
GET /logout
GET /monitoring
GET /monitoring/summary
GET /monitoring/{key}
GET,HEAD /openapi.json
GET /pwa_icon
GET /pwa_icon/{size}
GET /svelte/{path:path}
POST /gradio_api/api/{api_name}
POST /gradio_api/api/{api_name}/
GET /gradio_api/app_id/
POST /gradio_api/component_server
POST /gradio_api/component_server/
GET /gradio_api/custom_component/{id}/{environment}/{type}/{file_name}
GET /gradio_api/deep_link
GET /gradio_api/dev/reload
GET /gradio_api/file/{path:path}
GET,HEAD /gradio_api/file={path_or_url:path}
GET /gradio_api/info/
GET /gradio_api/login_check
GET /gradio_api/login_check/
GET /gradio_api/openapi.json
POST /gradio_api/process_recording
GET,HEAD /gradio_api/proxy={url_path:path}
GET /gradio_api/queue/status
POST /gradio_api/reset/
POST /gradio_api/run/{api_name}/
GET /gradio_api/runs
GET /gradio_api/runs/
GET /gradio_api/startup-events
POST /gradio_api/stream/{event_id}
POST /gradio_api/stream/{event_id}/close
GET /gradio_api/stream/{session_hash}/{run}/{component_id}/playlist-file
GET /gradio_api/stream/{session_hash}/{run}/{component_id}/playlist.m3u8
GET /gradio_api/stream/{session_hash}/{run}/{component_id}/{segment_id}.{ext}
GET /gradio_api/theme.css
GET /gradio_api/token
GET /gradio_api/token/
POST /gradio_api/undo-vibe-edit
POST /gradio_api/undo-vibe-edit/
GET /gradio_api/user
GET /gradio_api/user/
GET,POST /gradio_api/vibe-code
GET,POST /gradio_api/vibe-code/
POST /gradio_api/vibe-edit
POST /gradio_api/vibe-edit/
POST /gradio_api/vibe-starter-queries
POST /gradio_api/vibe-starter-queries/
"""
"""Routes that answer nobody."""


def listed(routes: str) -> list[tuple[str, str]]:
    """(method, path) of each line."""
    lines = [line.split(" ", 1) for line in routes.strip().splitlines()]
    return [(method, path) for methods, path in lines for method in methods.split(",")]
