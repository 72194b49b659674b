// Follows a site's log: go run reader.go URL AUTHORIZATION
//
// Prints a snapshot, then each event, one line of JSON each. Goes on where it stopped whenever the stream ends.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

// errRefused: these credentials may not, or there is no such site; trying again is no use.
type errRefused struct{ words string }

func (e errRefused) Error() string { return e.words }

func secondsBetweenTries() time.Duration {
	seconds, err := strconv.ParseFloat(os.Getenv("SECONDS_BETWEEN_TRIES"), 64)
	if err != nil {
		seconds = 1
	}
	return time.Duration(seconds * float64(time.Second))
}

func ask(url, authorization, accept, cursor string) (*http.Response, error) {
	request, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", authorization)
	request.Header.Set("Accept", accept)
	if cursor != "" {
		request.Header.Set("Last-Event-ID", cursor)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil || answer.StatusCode == http.StatusOK {
		return answer, err
	}
	defer answer.Body.Close()
	var body struct {
		Error struct{ Code, Message string }
	}
	read := json.NewDecoder(answer.Body).Decode(&body)
	switch answer.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound:
		// Other words than this protocol's are a proxy's or a portal's, which refuses nothing for good.
		if read == nil && body.Error.Code != "" {
			return nil, errRefused{body.Error.Code + ": " + body.Error.Message}
		}
	}
	if pause, err := strconv.Atoi(answer.Header.Get("Retry-After")); err == nil {
		time.Sleep(time.Duration(pause) * time.Second)
	}
	return nil, fmt.Errorf("answered %d", answer.StatusCode)
}

// place is the epoch and the number of an id, event_EPOCH_NUMBER.
func place(id string) (string, int64) {
	parts := strings.Split(id, "_")
	if len(parts) != 3 {
		return "", 0
	}
	number, _ := strconv.ParseInt(parts[2], 10, 64)
	return parts[1], number
}

func isAfter(id, cursor string) bool {
	epoch, number := place(id)
	known, last := place(cursor)
	return epoch != known || number > last
}

// lines splits at any end of a line: LF, CR LF, CR.
func lines(data []byte, atEnd bool) (int, []byte, error) {
	at := bytes.IndexAny(data, "\r\n")
	if at < 0 || (data[at] == '\r' && at == len(data)-1 && !atEnd) {
		return 0, nil, nil
	}
	if data[at] == '\r' && at+1 < len(data) && data[at+1] == '\n' {
		return at + 2, data[:at], nil
	}
	return at + 1, data[:at], nil
}

var errReset = errors.New("the log has to be begun anew")

func readStream(url, authorization string, cursor *string, show func(any)) error {
	answer, err := ask(url+"/api/v1/sync/events", authorization, "text/event-stream", *cursor)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	// Two and a half heartbeats in silence are the end of a stream.
	silence := 15 * time.Second
	watch := time.AfterFunc(silence, func() { answer.Body.Close() })
	defer watch.Stop()
	scanner := bufio.NewScanner(answer.Body)
	scanner.Buffer(make([]byte, 64*1024), 16*1024*1024)
	scanner.Split(lines)
	event, id, data := "", "", []string{}
	for scanner.Scan() {
		watch.Reset(silence)
		line := strings.TrimPrefix(scanner.Text(), "\ufeff")
		if line != "" {
			name, value, _ := strings.Cut(line, ":")
			value = strings.TrimPrefix(value, " ")
			switch name {
			case "event":
				event = value
			case "id":
				id = value
			case "data":
				data = append(data, value)
			}
			continue
		}
		text := strings.Join(data, "\n")
		switch {
		case event == "connected":
			var connected struct {
				Data struct{ HeartbeatInterval float64 }
			}
			if err := json.Unmarshal([]byte(text), &connected); err != nil {
				return err
			}
			silence = time.Duration(connected.Data.HeartbeatInterval * 2.5 * float64(time.Millisecond))
			watch.Reset(silence)
		case event == "reset":
			return errReset
		case id != "" && isAfter(id, *cursor):
			*cursor = id
			if text != "" {
				show(json.RawMessage(text))
			}
		}
		event, id, data = "", "", []string{}
	}
	if err := scanner.Err(); err != nil {
		return err
	}
	return io.EOF
}

func follow(url, authorization string, show func(any)) error {
	cursor := ""
	for {
		err := func() error {
			if cursor == "" {
				answer, err := ask(url+"/api/v1/sync/snapshot", authorization, "application/json", "")
				if err != nil {
					return err
				}
				defer answer.Body.Close()
				var snapshot map[string]any
				if err := json.NewDecoder(answer.Body).Decode(&snapshot); err != nil {
					return err
				}
				show(map[string]any{"snapshot": snapshot})
				cursor, _ = snapshot["lastEventId"].(string)
			}
			return readStream(url, authorization, &cursor, show)
		}()
		var refused errRefused
		if errors.As(err, &refused) {
			return err
		}
		if errors.Is(err, errReset) {
			cursor = ""
			continue
		}
		fmt.Fprintln(os.Stderr, "again:", err)
		time.Sleep(secondsBetweenTries())
	}
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "go run reader.go URL AUTHORIZATION")
		os.Exit(2)
	}
	err := follow(strings.TrimRight(os.Args[1], "/"), os.Args[2], func(told any) {
		line, _ := json.Marshal(told)
		fmt.Println(string(line))
	})
	fmt.Fprintln(os.Stderr, "refused,", err)
	os.Exit(1)
}
